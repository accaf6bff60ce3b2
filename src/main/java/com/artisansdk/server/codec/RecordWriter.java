package com.artisansdk.server.codec;

import com.artisansdk.server.message.Secret;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records, and the plain values they hold, as JSON. What is absent, an empty {@link Optional} or a null, is left out; so
 * is what is {@link Secret}.
 */
public final class RecordWriter {

    private static final JsonGeneratorFactory GENERATORS = Json.createGeneratorFactory(Map.of());

    private record Component(String field, Method accessor) {}

    private final Jsonb jsonb;
    private final Map<Class<?>, List<Component>> plans = new ConcurrentHashMap<>();

    /** A writer that leaves what is neither a record nor plain to JSON-B. */
    public RecordWriter(Jsonb jsonb) {
        this.jsonb = jsonb;
    }

    /** Writes one object, whose fields the caller writes. */
    public String object(Consumer<JsonGenerator> fields) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = GENERATORS.createGenerator(text)) {
            json.writeStartObject();
            fields.accept(json);
            json.writeEnd();
        }
        return text.toString();
    }

    /** Writes the components of a record, or the entries of a map, as fields of the object at hand. */
    public void fields(JsonGenerator json, Object of) {
        if (of instanceof Map<?, ?> map) {
            map.forEach((key, value) -> field(json, String.valueOf(key), value));
            return;
        }
        for (Component component : plans.computeIfAbsent(of.getClass(), RecordWriter::plan)) {
            field(json, component.field(), read(component, of));
        }
    }

    /** Writes a field, unless there is nothing in it. */
    public void field(JsonGenerator json, String name, @Nullable Object value) {
        Object present = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (present != null) {
            json.writeKey(name);
            value(json, present);
        }
    }

    private void value(JsonGenerator json, @Nullable Object value) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof JsonValue ready) {
            json.write(ready);
        } else if (value instanceof String || value instanceof UUID || value instanceof Character) {
            json.write(value.toString());
        } else if (value instanceof Boolean truth) {
            json.write(truth);
        } else if (value instanceof Number number) {
            number(json, number);
        } else if (value instanceof Enum<?> constant) {
            json.write(constant.name());
        } else if (value instanceof Optional<?> optional) {
            value(json, optional.orElse(null));
        } else if (value instanceof Map || value instanceof Record) {
            json.writeStartObject();
            fields(json, value);
            json.writeEnd();
        } else if (value instanceof Iterable<?> elements) {
            json.writeStartArray();
            elements.forEach(element -> value(json, element));
            json.writeEnd();
        } else {
            json.write(Json.createReader(new StringReader(jsonb.toJson(value))).readValue());
        }
    }

    private static void number(JsonGenerator json, Number number) {
        if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
            json.write(number.longValue());
        } else if (number instanceof BigDecimal decimal) {
            json.write(decimal);
        } else if (number instanceof BigInteger integer) {
            json.write(integer);
        } else {
            json.write(number.doubleValue());
        }
    }

    private static @Nullable Object read(Component component, Object of) {
        try {
            return component.accessor().invoke(of);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(of.getClass().getName() + " cannot be read", broken);
        }
    }

    private static List<Component> plan(Class<?> type) {
        RecordComponent[] parts = type.getRecordComponents();
        if (parts == null) {
            throw new IllegalArgumentException(type.getName() + " is not a record");
        }
        List<Component> components = new ArrayList<>();
        for (RecordComponent part : Arrays.asList(parts)) {
            if (!part.isAnnotationPresent(Secret.class)) {
                part.getAccessor().trySetAccessible();
                components.add(new Component(Names.of(part.getName()), part.getAccessor()));
            }
        }
        return components;
    }
}
