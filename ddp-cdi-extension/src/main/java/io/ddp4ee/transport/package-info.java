/** The endpoints: raw WebSocket and SockJS, and what is served over HTTP beside them. */
package io.ddp4ee.transport;
