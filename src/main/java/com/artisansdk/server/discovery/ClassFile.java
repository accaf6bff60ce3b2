package com.artisansdk.server.discovery;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a class file says of its own kin, without loading it (Java Virtual Machine Specification, chapter 4).
 *
 * @param name the binary name, with dots
 * @param supertypes the names of its superclass and interfaces
 */
record ClassFile(String name, List<String> supertypes) {

    private static final int MAGIC = 0xCAFEBABE;

    /**
     * Reads the beginning of a class file.
     *
     * @throws IOException if it is none
     */
    static ClassFile read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        if (in.readInt() != MAGIC) {
            throw new IOException("not a class file");
        }
        in.readInt(); // version
        Pool pool = Pool.read(in);
        in.readUnsignedShort(); // access flags
        String name = pool.className(in.readUnsignedShort());
        List<String> supertypes = new ArrayList<>();
        int superclass = in.readUnsignedShort();
        if (superclass != 0) {
            supertypes.add(pool.className(superclass));
        }
        int interfaces = in.readUnsignedShort();
        for (int i = 0; i < interfaces; i++) {
            supertypes.add(pool.className(in.readUnsignedShort()));
        }
        return new ClassFile(name, supertypes);
    }

    /** The constant pool: of all its entries only names and classes matter here. */
    private record Pool(List<@Nullable String> texts, List<Integer> classes) {

        static Pool read(DataInputStream in) throws IOException {
            int count = in.readUnsignedShort();
            List<@Nullable String> texts = new ArrayList<>(count);
            List<Integer> classes = new ArrayList<>(Collections.nCopies(count, 0));
            texts.addAll(Collections.nCopies(count, null));
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts.set(i, in.readUTF());
                    case 7 -> classes.set(i, in.readUnsignedShort());
                    case 8, 16, 19, 20 -> in.readUnsignedShort();
                    case 15 -> in.skipNBytes(3);
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        // A long or double takes two places (section 4.4.5).
                        i++;
                    }
                    default -> throw new IOException("constant of kind " + tag);
                }
            }
            return new Pool(texts, classes);
        }

        String className(int index) throws IOException {
            int text = at(classes, index);
            String name = at(texts, text);
            if (name == null) {
                throw new IOException("class without a name");
            }
            return name.replace('/', '.');
        }

        private static <T extends @Nullable Object> T at(List<T> entries, int index) throws IOException {
            if (index >= entries.size()) {
                throw new IOException("no constant " + index);
            }
            return entries.get(index);
        }
    }
}
