package com.artisansdk.server.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;

/** The administrator of WildFly, over its management port. */
final class WildFlyConsole implements Console {

    /** Where arquillian.xml has WildFly's management listen. */
    static final int PORT = 10690;

    @Override
    public int port() {
        return PORT;
    }

    @Override
    public void types(String... commands) {
        Cli.types(commands);
    }

    @Override
    public void setSystemProperty(String name, String value) {
        ModelNode add = Operations.createAddOperation(new ModelNode().add("system-property", name));
        add.get("value").set(value);
        execute(add);
    }

    @Override
    public void changeSystemProperty(String name, String value) {
        execute(Operations.createWriteAttributeOperation(new ModelNode().add("system-property", name), "value", value));
    }

    @Override
    public void removeSystemProperty(String name) {
        execute(Operations.createRemoveOperation(new ModelNode().add("system-property", name)));
    }

    @Override
    public void disable(String server) {
        execute(Operations.createOperation("undeploy", deployment(server)));
    }

    @Override
    public void enable(String server) {
        execute(Operations.createOperation("deploy", deployment(server)));
    }

    private static ModelNode deployment(String server) {
        return Operations.createAddress("deployment", server + ".war");
    }

    @Override
    public void setLevel(String logger, String level) {
        ModelNode add = Operations.createAddOperation(logger(logger));
        add.get("level").set(level);
        execute(add);
    }

    @Override
    public void resetLevel(String logger) {
        execute(Operations.createRemoveOperation(logger(logger)));
    }

    @Override
    public long messagesOn(String queue) {
        ModelNode address = new ModelNode()
                .add("subsystem", "messaging-activemq")
                .add("server", "default")
                .add("jms-queue", queue);
        return execute(Operations.createOperation("count-messages", address)).asLong();
    }

    @Override
    public String threads() {
        ModelNode dump = Operations.createOperation("dump-all-threads", platform("threading"));
        dump.get("locked-monitors").set(false);
        dump.get("locked-synchronizers").set(false);
        return execute(dump).asString();
    }

    @Override
    public long openFiles() {
        return execute(Operations.createReadAttributeOperation(
                        platform("operating-system"), "open-file-descriptor-count"))
                .asLong();
    }

    @Override
    public long threadCount() {
        return execute(Operations.createReadAttributeOperation(platform("threading"), "thread-count"))
                .asLong();
    }

    private static ModelNode platform(String bean) {
        return new ModelNode().add("core-service", "platform-mbean").add("type", bean);
    }

    private static ModelNode logger(String name) {
        return new ModelNode().add("subsystem", "logging").add("logger", name);
    }

    private static ModelNode execute(ModelNode operation) {
        try (ModelControllerClient client = ModelControllerClient.Factory.create("localhost", PORT)) {
            ModelNode result = client.execute(operation);
            if (!Operations.isSuccessfulOutcome(result)) {
                throw new IllegalStateException(
                        Operations.getFailureDescription(result).asString());
            }
            return Operations.readResult(result);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
