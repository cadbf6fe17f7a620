package io.ddp4ee.architecture;

class HabitsTest extends Habits {

    HabitsTest() {
        super(new House("io.ddp4ee"));
    }
}
