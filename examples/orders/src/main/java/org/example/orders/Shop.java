package org.example.orders;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Where the REST resources are: at the root of the web application. */
@ApplicationPath("/")
public class Shop extends Application {}
