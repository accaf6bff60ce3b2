package org.example.unscoped;

import com.artisansdk.server.kernel.Manager;
import jakarta.enterprise.context.RequestScoped;

/** A manager that would be another one for each request. */
@RequestScoped
public class FleetingManager extends Manager {}
