package org.example.unscoped;

import com.artisansdk.server.kernel.Manager;

/** A manager without any annotation. */
public class PlainManager extends Manager {}
