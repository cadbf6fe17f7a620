package io.ddp4ee.ejson;

/** JavaScript's date that is none: what {@code {"$date": "x"}} decodes to, and {@code {"$date": null}} on the wire. */
enum InvalidDate {
    INVALID_DATE
}
