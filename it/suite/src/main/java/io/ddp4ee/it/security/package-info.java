/** An application whose users log in over HTTP. */
package io.ddp4ee.it.security;
