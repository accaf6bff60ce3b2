package com.artisansdk.server.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.artisansdk.server.testing.ManualScheduler;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands between a connection of Payara's and its WebSocket. */
class UpgradedTest {

    private static final byte[] HELLO = {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'};
    private static final byte[] GOODBYE = {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0};

    private final ManualScheduler time = new ManualScheduler();
    private final Payara connection = new Payara();
    private final Handler handler = new Handler();
    private final Upgraded upgraded = new Upgraded();

    @BeforeEach
    void isUpgraded() {
        upgraded.standBefore(handler, new Farewells(time));
        upgraded.init(connection);
    }

    @Test
    void whatTheClientSendsIsReadByTheHandler() {
        connection.hears(HELLO);
        assertThat(handler.read.toByteArray()).isEqualTo(HELLO);
        assertThat(connection.isClosed).isFalse();
    }

    @Test
    void whatTheHandlerWritesIsSent() throws IOException {
        handler.says("hello");
        handler.says(" you");
        assertThat(connection.sent).hasToString("hello you");
    }

    @Test
    void aWriteThatEndsTheConnectionFailsAlthoughTheContainerSaysNothing() {
        connection.breaksWhenWrittenTo = true;
        assertThatIOException().isThrownBy(() -> handler.says("hello"));
        handler.closes();
        assertThat(connection.isClosed).as("nobody's goodbye is waited for").isTrue();
    }

    @Test
    void anEndOfTheStreamAndAFailureAreTheHandlers() {
        upgraded.onError(new IOException("reset"));
        assertThat(handler.failure).hasValueSatisfying(why -> assertThat(why).hasMessage("reset"));
        assertThat(connection.isClosed).isTrue();
    }

    @Test
    void aClosedHandlerLetsTheClientSayGoodbyeFirst() {
        handler.closes();
        assertThat(connection.isClosed).isFalse();
        connection.hears(HELLO);
        assertThat(handler.read.size()).as("it reads no more").isZero();
        assertThat(connection.isClosed).isFalse();
        connection.hears(GOODBYE);
        assertThat(connection.isClosed).isTrue();
    }

    @Test
    void aClientThatNeverSaysGoodbyeIsWaitedForALittle() {
        handler.closes();
        time.advance(Duration.ofSeconds(9));
        assertThat(connection.isClosed).isFalse();
        time.advance(Duration.ofSeconds(2));
        assertThat(connection.isClosed).isTrue();
    }

    @Test
    void aClientThatGoesWithoutAGoodbyeIsNotWaitedFor() {
        handler.closes();
        upgraded.onError(new IOException("reset"));
        assertThat(connection.isClosed).isTrue();
    }

    @Test
    void whoHasSaidGoodbyeFirstIsClosedAtOnce() {
        connection.hears(GOODBYE);
        handler.closes();
        assertThat(connection.isClosed).isTrue();
    }

    @Test
    void nothingIsWrittenOnceTheContainerHasClosedIt() {
        connection.close();
        assertThatIOException().isThrownBy(() -> handler.says("late"));
        assertThat(handler.isDestroyed).isTrue();
        assertThat(connection.sent).hasToString("");
    }

    @Test
    void nothingIsWrittenToTheNextThatHasItsParts() {
        connection.hears(GOODBYE);
        handler.closes();
        assertThatIOException().isThrownBy(() -> handler.says("late"));
        assertThat(connection.sent).hasToString("");
    }

    /** Reads what there is, writes what it is told to. */
    private final class Handler implements HttpUpgradeHandler, ReadListener {
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private Optional<Throwable> failure = Optional.empty();
        private boolean isDestroyed;
        private WebConnection with = connection;

        @Override
        public void init(WebConnection connection) {
            with = connection;
            try {
                with.getInputStream().setReadListener(this);
            } catch (IOException impossible) {
                throw new AssertionError(impossible);
            }
        }

        @Override
        public void destroy() {
            isDestroyed = true;
        }

        @Override
        public void onDataAvailable() throws IOException {
            ServletInputStream in = with.getInputStream();
            while (in.isReady()) {
                read.write(in.read());
            }
        }

        @Override
        public void onAllDataRead() {
            closes();
        }

        @Override
        public void onError(Throwable why) {
            failure = Optional.of(why);
            closes();
        }

        void says(String text) throws IOException {
            ServletOutputStream out = with.getOutputStream();
            assertThat(out.isReady()).isTrue();
            out.print(text);
            out.flush();
        }

        void closes() {
            try {
                with.close();
            } catch (Exception impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    /** The container's side. A broken connection makes only a flush fail. */
    private final class Payara implements WebConnection {
        private final Queue<byte[]> incoming = new ArrayDeque<>();
        private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        private boolean breaksWhenWrittenTo;
        private boolean isBroken;
        private boolean isClosed;

        void hears(byte[] bytes) {
            incoming.add(bytes);
            tells();
        }

        void tells() {
            upgraded.onDataAvailable();
        }

        @Override
        public void close() {
            isClosed = true;
            upgraded.destroy();
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ServletInputStream() {
                @Override
                public boolean isFinished() {
                    return false;
                }

                @Override
                public boolean isReady() {
                    return !incoming.isEmpty();
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    assertThat(listener).isSameAs(upgraded);
                }

                @Override
                public int available() {
                    return incoming.isEmpty() ? 0 : incoming.element().length;
                }

                @Override
                public int read() {
                    throw new AssertionError("It is read in bulk.");
                }

                @Override
                public int read(byte[] to, int offset, int length) {
                    byte[] from = incoming.remove();
                    assertThat(length).isGreaterThanOrEqualTo(from.length);
                    System.arraycopy(from, 0, to, offset, from.length);
                    return from.length;
                }
            };
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return new ServletOutputStream() {
                @Override
                public boolean isReady() {
                    assertThat(isClosed).as("another's by now").isFalse();
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new AssertionError("It is always ready.");
                }

                @Override
                public void write(int one) {
                    unsent.write(one);
                }

                @Override
                public void flush() throws IOException {
                    if (isBroken) {
                        throw new IOException("closed");
                    }
                    isBroken = breaksWhenWrittenTo && unsent.size() > 0;
                    unsent.writeTo(sent);
                    unsent.reset();
                }
            };
        }
    }
}
