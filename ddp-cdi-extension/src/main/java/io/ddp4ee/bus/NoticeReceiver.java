package io.ddp4ee.bus;

/** Takes the notices of a topic, in the order of commits among all changes. Must not wait. */
public interface NoticeReceiver {

    /** Told on every server, also on the one that it is from. */
    void received(String text);

    /** Some may have been missed. */
    void missed();
}
