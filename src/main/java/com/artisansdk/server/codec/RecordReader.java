package com.artisansdk.server.codec;

import com.artisansdk.server.message.OneOrMany;
import com.artisansdk.server.message.Secret;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of a JSON object, if it fits exactly.
 *
 * <p>Every component but an {@link Optional} or {@link OneOrMany} one is required, and JSON's {@code null} is the same as nothing.
 * Fields that no component asks for are ignored. Text must be well-formed Unicode.
 */
public final class RecordReader {

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int SHOWN = 60;
    private static final char REPLACEMENT = '\uFFFD';

    private record Plan(Constructor<?> constructor, List<Component> components) {}

    private record Component(String field, Type type, boolean optional, boolean oneOrMany, boolean secret) {}

    private final Jsonb jsonb;
    private final Map<Class<?>, Plan> plans = new ConcurrentHashMap<>();

    /** A reader that leaves what is neither a record nor plain to JSON-B. */
    public RecordReader(Jsonb jsonb) {
        this.jsonb = jsonb;
    }

    /**
     * Reads a record.
     *
     * @throws Mismatch naming the first field that does not fit
     */
    public <R> R read(JsonObject object, Class<R> type) throws Mismatch {
        return type.cast(readRecord(object, type, "", false));
    }

    private Object readRecord(JsonObject object, Class<?> type, String path, boolean secret) throws Mismatch {
        Plan plan = plans.computeIfAbsent(type, RecordReader::plan);
        Object[] arguments = new Object[plan.components().size()];
        for (int i = 0; i < arguments.length; i++) {
            Component component = plan.components().get(i);
            boolean hidden = secret || component.secret();
            arguments[i] = readComponent(object.get(component.field()), component, path + component.field(), hidden);
        }
        try {
            return plan.constructor().newInstance(arguments);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof IllegalArgumentException reason) {
                throw new Mismatch(String.valueOf(reason.getMessage()));
            }
            throw new IllegalStateException(type.getName() + " cannot be made", refused.getCause());
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(type.getName() + " cannot be made", broken);
        }
    }

    private Object readComponent(@Nullable JsonValue value, Component component, String path, boolean secret)
            throws Mismatch {
        boolean missing = value == null || value.getValueType() == ValueType.NULL;
        if (missing && component.optional()) {
            return Optional.empty();
        }
        if (missing && component.oneOrMany()) {
            return List.of();
        }
        if (value == null || missing) {
            throw new Mismatch(path + " is required.");
        }
        if (component.oneOrMany() && value.getValueType() != ValueType.ARRAY) {
            return List.of(readValue(value, argument(component.type(), 0), path, secret));
        }
        if (component.optional()) {
            return Optional.of(readValue(value, argument(component.type(), 0), path, secret));
        }
        return readValue(value, component.type(), path, secret);
    }

    private Object readValue(JsonValue value, Type type, String path, boolean secret) throws Mismatch {
        Class<?> raw = raw(type);
        if (raw == String.class) {
            return text(value, path, secret);
        } else if (raw == boolean.class || raw == Boolean.class) {
            return truth(value, path, secret);
        } else if (raw == char.class || raw == Character.class) {
            return character(value, path, secret);
        } else if (raw.isPrimitive() || Number.class.isAssignableFrom(raw)) {
            return number(value, raw, path, secret);
        } else if (raw == UUID.class) {
            return uuid(value, path, secret);
        } else if (raw.isEnum()) {
            return constant(value, raw, path, secret);
        } else if (raw.isRecord()) {
            return readRecord(object(value, path, secret), raw, path + ".", secret);
        } else if (JsonValue.class.isAssignableFrom(raw)) {
            return json(value, raw, path, secret);
        } else if (raw == List.class || raw == Set.class) {
            return elements(value, type, raw, path, secret);
        } else if (raw == Map.class) {
            return entries(value, argument(type, 1), path, secret);
        } else if (raw == Object.class) {
            return plain(value, path);
        }
        try {
            return jsonb.fromJson(plain(value, path).toString(), type);
        } catch (JsonbException unfit) {
            throw unfit(path, "fit a " + raw.getSimpleName(), value, secret);
        }
    }

    private static String text(JsonValue value, String path, boolean secret) throws Mismatch {
        if (!(value instanceof JsonString text)) {
            throw unfit(path, "be a text", value, secret);
        }
        return wellFormed(text.getString(), path);
    }

    private static Character character(JsonValue value, String path, boolean secret) throws Mismatch {
        if (!(value instanceof JsonString text) || text.getString().length() != 1) {
            throw unfit(path, "be a text of one character", value, secret);
        }
        return wellFormed(text.getString(), path).charAt(0);
    }

    private static Boolean truth(JsonValue value, String path, boolean secret) throws Mismatch {
        if (value.getValueType() != ValueType.TRUE && value.getValueType() != ValueType.FALSE) {
            throw unfit(path, "be true or false", value, secret);
        }
        return value.getValueType() == ValueType.TRUE;
    }

    private static Object number(JsonValue value, Class<?> type, String path, boolean secret) throws Mismatch {
        if (!(value instanceof JsonNumber number)) {
            throw unfit(path, "be a number", value, secret);
        }
        try {
            BigDecimal exact = number.bigDecimalValue();
            if (type == int.class || type == Integer.class) {
                return exact.intValueExact();
            } else if (type == long.class || type == Long.class) {
                return exact.longValueExact();
            } else if (type == short.class || type == Short.class) {
                return exact.shortValueExact();
            } else if (type == byte.class || type == Byte.class) {
                return exact.byteValueExact();
            } else if (type == double.class || type == Double.class) {
                return finite(exact.doubleValue());
            } else if (type == float.class || type == Float.class) {
                return (float) finite(exact.floatValue());
            } else if (type == BigInteger.class) {
                // Through the digits as written: 1e999999999 must not become a number of that many digits.
                return new BigInteger(number.toString());
            }
            return exact;
        } catch (ArithmeticException | NumberFormatException | UnsupportedOperationException outOfRange) {
            String kind = type == int.class || type == Integer.class ? "int" : type.getSimpleName();
            throw unfit(path, "be a number that fits " + kind.toLowerCase(Locale.ROOT), value, secret);
        }
    }

    private static double finite(double number) {
        if (Double.isInfinite(number)) {
            throw new ArithmeticException("out of range");
        }
        return number;
    }

    private static UUID uuid(JsonValue value, String path, boolean secret) throws Mismatch {
        if (!(value instanceof JsonString text)
                || !UUID_TEXT.matcher(text.getString()).matches()) {
            throw unfit(path, "be a UUID as text", value, secret);
        }
        return UUID.fromString(text.getString());
    }

    private static Object constant(JsonValue value, Class<?> type, String path, boolean secret) throws Mismatch {
        List<String> names = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name();
            if (value instanceof JsonString text && text.getString().equals(name)) {
                return constant;
            }
            names.add(name);
        }
        throw unfit(path, "be one of " + names, value, secret);
    }

    private static JsonObject object(JsonValue value, String path, boolean secret) throws Mismatch {
        if (!(value instanceof JsonObject object)) {
            throw unfit(path, "be an object", value, secret);
        }
        return object;
    }

    private static Object json(JsonValue value, Class<?> type, String path, boolean secret) throws Mismatch {
        if (!type.isInstance(value)) {
            throw unfit(path, "be a " + type.getSimpleName(), value, secret);
        }
        return plain(value, path);
    }

    private Object elements(JsonValue value, Type type, Class<?> raw, String path, boolean secret) throws Mismatch {
        if (!(value instanceof JsonArray array)) {
            throw unfit(path, "be a list", value, secret);
        }
        List<Object> elements = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            elements.add(readValue(array.get(i), argument(type, 0), path + "[" + i + "]", secret));
        }
        return raw == Set.class
                ? Collections.unmodifiableSet(new LinkedHashSet<>(elements))
                : Collections.unmodifiableList(elements);
    }

    private Object entries(JsonValue value, Type of, String path, boolean secret) throws Mismatch {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> entry : object(value, path, secret).entrySet()) {
            String field = path + "." + entry.getKey();
            if (raw(of) == Object.class) {
                entries.put(wellFormed(entry.getKey(), path), plain(entry.getValue(), field));
            } else {
                entries.put(wellFormed(entry.getKey(), path), readValue(entry.getValue(), of, field, secret));
            }
        }
        return Collections.unmodifiableMap(entries);
    }

    /** Any JSON as it is, after a look at its texts: an object, an array and a number keep their JSON form. */
    private static JsonValue plain(JsonValue value, String path) throws Mismatch {
        if (value instanceof JsonString text) {
            wellFormed(text.getString(), path);
        } else if (value instanceof JsonArray array) {
            for (JsonValue element : array) {
                plain(element, path);
            }
        } else if (value instanceof JsonObject object) {
            for (Map.Entry<String, JsonValue> entry : object.entrySet()) {
                wellFormed(entry.getKey(), path);
                plain(entry.getValue(), path);
            }
        }
        return value;
    }

    /** A text, if it is well-formed Unicode: half a surrogate pair cannot be sent on. */
    public static String wellFormed(String text, String path) throws Mismatch {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new Mismatch(path + " holds half a surrogate pair, which is no Unicode text.");
                }
                i++;
            }
        }
        return text;
    }

    private static Mismatch unfit(String path, String must, JsonValue value, boolean secret) {
        return new Mismatch(path + " must " + must + (secret ? "." : ", was " + shown(value) + "."));
    }

    /** A value as an error may show it: only its beginning, if it is long, and no half of a surrogate pair. */
    public static String shown(JsonValue value) {
        String text = value.toString();
        StringBuilder shown = new StringBuilder();
        int[] codePoints = text.codePoints().limit(SHOWN + 1L).toArray();
        for (int i = 0; i < codePoints.length && i < SHOWN; i++) {
            boolean half = codePoints[i] >= Character.MIN_SURROGATE && codePoints[i] <= Character.MAX_SURROGATE;
            shown.appendCodePoint(half ? REPLACEMENT : codePoints[i]);
        }
        return codePoints.length > SHOWN ? shown.append('…').toString() : shown.toString();
    }

    private static Type argument(Type type, int index) {
        return type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[index]
                : Object.class;
    }

    private static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        return type instanceof ParameterizedType parameterized ? (Class<?>) parameterized.getRawType() : Object.class;
    }

    private static Plan plan(Class<?> type) {
        RecordComponent[] parts = type.getRecordComponents();
        if (parts == null) {
            throw new IllegalArgumentException(type.getName() + " is not a record");
        }
        List<Component> components = new ArrayList<>();
        Class<?>[] signature = new Class<?>[parts.length];
        for (int i = 0; i < parts.length; i++) {
            signature[i] = parts[i].getType();
            components.add(new Component(
                    Names.of(parts[i].getName()),
                    parts[i].getGenericType(),
                    parts[i].getType() == Optional.class,
                    parts[i].isAnnotationPresent(OneOrMany.class),
                    parts[i].isAnnotationPresent(Secret.class)));
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(signature);
            constructor.trySetAccessible();
            return new Plan(constructor, components);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(type.getName() + " has no canonical constructor", impossible);
        }
    }
}
