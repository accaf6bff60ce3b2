package org.example.forgotten;

import com.artisansdk.server.kernel.Manager;
import jakarta.enterprise.inject.Specializes;

/** A manager whose scope was forgotten, so that the container may not see it as a bean. */
@Specializes
public class ForgottenManager extends Manager {}
