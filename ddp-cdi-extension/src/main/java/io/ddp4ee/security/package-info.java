/** Who may do what, as applications declare it. */
package io.ddp4ee.security;
