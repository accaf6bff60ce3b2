package com.artisansdk.server.broker;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket of a container that makes them by the Servlet API's upgrade, as Payara does. Stands between the connection and the container's
 * own handler, and does what that leaves out (Tyrus 2.1.5):
 *
 * <ul>
 *   <li>Frames are cut ({@link FrameCutter}): it waits for the end of each, takes 4 MB, and takes what is not masked.
 *   <li>The connection is closed once the client has closed it too, or has not for a while (RFC 6455, section 7.1.1): it closes it behind
 *       its close frame, and where bytes of the client are still unread, that resets it, so that the client never reads the close frame.
 *   <li>Nothing is read before it is ready: it would wait for itself when a frame comes together with the handshake.
 *   <li>A connection that ends while it is written to fails that write: the container (Grizzly 4.0.2) tells neither who writes nor who reads,
 *       which leaves the client open until the next ping.
 * </ul>
 *
 * <p>The container reads on one thread at a time. The handler may close on any.
 */
public final class Upgraded implements HttpUpgradeHandler, WebConnection, ReadListener {

    private static final Logger LOG = System.getLogger(Upgraded.class.getName());

    /** Bytes that are read at once, at most. */
    private static final int MOST = 8_192;

    /** How long a write may hold up the end of its connection. */
    private static final long MOST_WAIT_MS = 100;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final FrameCutter cutter = new FrameCutter();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ReentrantLock reading = new ReentrantLock();
    private final Runnable end = this::end;
    private HttpUpgradeHandler handler;
    private Farewells farewells;
    private WebConnection connection;
    private ServletInputStream real;
    private Cut input;
    private Checked output;
    private volatile boolean leaving;
    private volatile boolean goodbye;
    private volatile boolean overdue;

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    public Upgraded() {}

    /** Which handler it stands before. To be called within the handshake. */
    void standBefore(HttpUpgradeHandler containers, Farewells gone) {
        this.handler = containers;
        this.farewells = gone;
    }

    @Override
    public void init(WebConnection with) {
        connection = with;
        try {
            real = with.getInputStream();
            output = new Checked(with.getOutputStream());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        input = new Cut();
        handler.init(this);
        if (!ended.get()) {
            real.setReadListener(this);
        }
    }

    @Override
    public void destroy() {
        goodbye = true;
        output.end();
        farewells.done(end);
        handler.destroy();
    }

    @Override
    public ServletInputStream getInputStream() {
        return input;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return output;
    }

    /** For the handler: its last frame is written. */
    @Override
    public void close() {
        if (!leaving && !goodbye && farewells.begin(end)) {
            leaving = true;
        }
        if (!leaving || goodbye) {
            end();
        }
    }

    @Override
    public void onDataAvailable() {
        // Only who lets go of the connection may hold it now.
        if (!reading.tryLock()) {
            return;
        }
        try {
            ReadListener reader = input.reader;
            if (!leaving && reader != null) {
                reader.onDataAvailable();
            }
            if (leaving) {
                input.discard();
            }
        } catch (IOException gone) {
            onError(gone);
        } finally {
            reading.unlock();
        }
        if (overdue) {
            end();
        }
    }

    @Override
    public void onAllDataRead() throws IOException {
        goodbye = true;
        ReadListener reader = input.reader;
        if (leaving) {
            end();
        } else if (reader != null) {
            reader.onAllDataRead();
        }
    }

    @Override
    public void onError(Throwable failure) {
        goodbye = true;
        ReadListener reader = input.reader;
        if (leaving) {
            end();
        } else if (reader != null) {
            reader.onError(failure);
        }
    }

    /**
     * Lets go of the connection, unless it is being read: then whoever reads it does so afterwards, for Payara gives the parts of a closed
     * connection to the next. For the same reason nothing is written by then.
     */
    private void end() {
        overdue = true;
        if (!reading.tryLock()) {
            return;
        }
        try {
            if (output.end()) {
                farewells.done(end);
                connection.close();
            }
        } catch (Exception gone) {
            LOG.log(Level.DEBUG, "Closing a connection failed: {0}", gone.toString());
        } finally {
            reading.unlock();
        }
    }

    /** What the client sends, as the handler reads it. */
    private final class Cut extends ServletInputStream {
        private ByteBuffer cut = NOTHING;
        private @Nullable ReadListener reader;
        private @Nullable IOException failure;
        private boolean broken;

        @Override
        public void setReadListener(ReadListener listener) {
            reader = listener;
        }

        @Override
        public boolean isReady() {
            try {
                boolean more = true;
                while (more && !leaving && !broken && !ended.get() && !cut.hasRemaining() && real.isReady()) {
                    more = pull();
                }
            } catch (IOException gone) {
                // The handler learns of it when it reads. The container may not tell it.
                broken = true;
                failure = gone;
            }
            return !leaving && (failure != null || cut.hasRemaining());
        }

        @Override
        public boolean isFinished() {
            return !cut.hasRemaining() && real.isFinished();
        }

        @Override
        public int available() {
            return isReady() ? cut.remaining() : 0;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) == 1 ? one[0] & 0xFF : -1;
        }

        /** As much as there is, which may be nothing. */
        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (!isReady()) {
                return 0;
            }
            IOException failed = failure;
            if (failed != null) {
                failure = null;
                throw failed;
            }
            int count = Math.min(length, cut.remaining());
            cut.get(to, offset, count);
            if (!cut.hasRemaining()) {
                // Most clients are silent most of the time.
                cut = NOTHING;
            }
            return count;
        }

        /** Reads what nobody wants to know any more, so that nothing is unread when the connection is closed. */
        void discard() {
            try {
                boolean more = true;
                while (more && !goodbye && !ended.get() && real.isReady()) {
                    more = pull();
                }
            } catch (IOException gone) {
                LOG.log(Level.DEBUG, "Reading failed: {0}", gone.toString());
                goodbye = true;
            }
            cut = NOTHING;
            if (goodbye) {
                end();
            }
        }

        private boolean pull() throws IOException {
            byte[] raw = new byte[Math.max(1, Math.min(real.available(), MOST))];
            int count = real.read(raw);
            if (count > 0) {
                cut = ByteBuffer.allocate(count + FrameCutter.MORE);
                cutter.cut(ByteBuffer.wrap(raw, 0, count), cut);
                cut.flip();
            }
            if (count < 0 || cutter.hasSaidGoodbye()) {
                goodbye = true;
            }
            return count > 0;
        }
    }

    /**
     * What the handler writes to the client. The container's flush fails if the connection has ended, and does nothing else if nothing waits
     * for it: so it is also how to ask.
     */
    private final class Checked extends ServletOutputStream {
        private final ServletOutputStream real;
        private final ReentrantLock writing = new ReentrantLock();

        Checked(ServletOutputStream real) {
            this.real = real;
        }

        /**
         * Nothing is written from now on. A write under way is waited for; it does not block, but may itself be waiting for who ends the
         * connection, so not for ever.
         *
         * @return whether this was the first to say so
         */
        boolean end() {
            boolean alone = false;
            try {
                alone = writing.tryLock(MOST_WAIT_MS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
            try {
                return ended.compareAndSet(false, true);
            } finally {
                if (alone) {
                    writing.unlock();
                }
            }
        }

        /** To ask is to be told later, as whoever has the parts by then. If it has ended, the write says so. */
        @Override
        public boolean isReady() {
            writing.lock();
            try {
                return ended.get() || real.isReady();
            } finally {
                writing.unlock();
            }
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            real.setWriteListener(listener);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            writing.lock();
            try {
                requireOpen();
                real.write(bytes, offset, length);
            } finally {
                writing.unlock();
            }
        }

        /** Writes what waits, and fails if that ended the connection. */
        @Override
        public void flush() throws IOException {
            writing.lock();
            try {
                requireOpen();
                real.flush();
                real.flush();
            } catch (IOException gone) {
                goodbye = true;
                throw gone;
            } finally {
                writing.unlock();
            }
        }

        @Override
        public void close() throws IOException {
            real.close();
        }

        private void requireOpen() throws IOException {
            if (ended.get()) {
                throw new IOException("The connection has ended.");
            }
        }
    }
}
