package io.ddp4ee.transport.sockjs;

/**
 * What clients are told.
 *
 * @param webSocket whether they may try one
 * @param sticky whether they need a cookie, by which a load balancer knows the server that has their session
 * @param clientUrl where a hidden frame finds sockjs-client
 */
public record SockJsOptions(boolean webSocket, boolean sticky, String clientUrl) {}
