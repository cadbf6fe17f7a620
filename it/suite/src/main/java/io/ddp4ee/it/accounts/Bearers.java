package io.ddp4ee.it.accounts;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

import org.eclipse.microprofile.auth.LoginConfig;

/** Requests have their user by a token that comes with them. */
@ApplicationPath("/rest")
@LoginConfig(authMethod = "MP-JWT", realmName = "it")
public class Bearers extends Application {}
