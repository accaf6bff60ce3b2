package com.artisansdk.server.contract;

import org.junit.jupiter.api.Nested;

/** The contract in plain Java. */
class PlainTest {

    @Nested
    class Connections extends ConnectionContract {
        private final Stage stage = new PlainStage();

        @Override
        protected Stage stage() {
            return stage;
        }
    }

    @Nested
    class Admins extends AdminContract {
        private final Stage stage = new PlainStage();

        @Override
        protected Stage stage() {
            return stage;
        }
    }

    @Nested
    class Notifications extends NotificationContract {
        private final Stage stage = new PlainStage();

        @Override
        protected Stage stage() {
            return stage;
        }
    }

    @Nested
    class BadInput extends BadInputContract {
        private final Stage stage = new PlainStage();

        @Override
        protected Stage stage() {
            return stage;
        }
    }

    @Nested
    class Queue extends QueueContract {
        private final Stage stage = new PlainStage();

        @Override
        protected Stage stage() {
            return stage;
        }
    }

    @Nested
    class Topics extends TopicContract {
        private final Stage stage = new PlainStage();

        @Override
        protected Stage stage() {
            return stage;
        }
    }
}
