package com.artisansdk.server.container;

import com.artisansdk.server.contract.Client;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

/** A client over a real socket. It tells its address as a proxy would, and the tests' server trusts that. */
public final class SocketClient extends Client {

    private static final WebSocketContainer CONTAINER = ContainerProvider.getWebSocketContainer();

    private final Session session;

    private SocketClient(URI server, Map<String, List<String>> headers) {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .configurator(new ClientEndpointConfig.Configurator() {
                    @Override
                    public void beforeRequest(Map<String, List<String>> handshake) {
                        handshake.putAll(headers);
                    }
                })
                .build();
        try {
            session = CONTAINER.connectToServer(new Ear(), config, server);
        } catch (DeploymentException refused) {
            throw new IllegalStateException(refused);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Connects, from an address that is told in {@code X-Forwarded-For}. */
    public static SocketClient connect(URI server, String address) {
        return new SocketClient(server, Map.of("X-Forwarded-For", List.of(address)));
    }

    @Override
    public void saysExactly(String text) {
        says(() -> session.getBasicRemote().sendText(text));
    }

    @Override
    public void saysBinary(byte[] bytes) {
        says(() -> session.getBasicRemote().sendBinary(ByteBuffer.wrap(bytes)));
    }

    private interface Saying {
        void run() throws IOException;
    }

    private void says(Saying saying) {
        try {
            if (isOpen()) {
                saying.run();
            }
        } catch (IOException | IllegalStateException | RejectedExecutionException gone) {
            // Closed meanwhile: whoever says too much finds out like this; and the last to be closed by Tyrus having
            // ended its threads.
        }
    }

    @Override
    public void leaves() {
        try {
            session.close();
        } catch (IOException gone) {
            // Gone already.
        }
    }

    private final class Ear extends Endpoint {
        @Override
        public void onOpen(Session opened, EndpointConfig config) {
            opened.setMaxTextMessageBufferSize(4 * 1024 * 1024);
            opened.addMessageHandler(String.class, (MessageHandler.Whole<String>) SocketClient.this::arrived);
        }

        @Override
        public void onClose(Session closed, CloseReason reason) {
            ended(reason.getCloseCode().getCode());
        }

        @Override
        public void onError(Session failed, Throwable thrown) {
            // onClose follows.
        }
    }
}
