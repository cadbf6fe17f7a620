/** Checks the constraints of parameters before the application is called, as not every container does. */
package io.ddp4ee.validation;
