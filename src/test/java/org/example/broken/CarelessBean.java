package org.example.broken;

import com.artisansdk.server.protection.AdminProtection;
import jakarta.enterprise.context.ApplicationScoped;

/** A bean with a protected method that nobody could decide: it does not say who calls. */
@ApplicationScoped
public class CarelessBean {

    @AdminProtection
    public void erase() {}
}
