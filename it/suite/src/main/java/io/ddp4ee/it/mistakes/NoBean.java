package io.ddp4ee.it.mistakes;

import io.ddp4ee.DdpMethod;

/** Has no scope, so CDI does not see it. */
public class NoBean {

    @DdpMethod
    public void buy() {}
}
