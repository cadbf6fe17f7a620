/** SockJS over plain HTTP: for clients that no WebSocket reaches. */
package io.ddp4ee.transport.sockjs;
