package io.ddp4ee.meteor.architecture;

import io.ddp4ee.architecture.Habits;
import io.ddp4ee.architecture.House;

class HabitsTest extends Habits {

    HabitsTest() {
        super(new House("io.ddp4ee.meteor"));
    }
}
