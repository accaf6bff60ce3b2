package org.example.broken;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.protection.ClientProtection;
import jakarta.enterprise.context.ApplicationScoped;

/** A bean with a protected method that nobody could decide: it does not say whom it is about. */
@ApplicationScoped
public class HastyBean {

    @ClientProtection
    public void peek(Connection by) {}
}
