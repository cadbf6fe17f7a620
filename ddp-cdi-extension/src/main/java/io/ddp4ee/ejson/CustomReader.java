package io.ddp4ee.ejson;

/** Decides which custom types there are. */
interface CustomReader {

    /** @throws EjsonException if there is no such type, or no such value of it */
    Custom read(String type, Object json) throws EjsonException;
}
