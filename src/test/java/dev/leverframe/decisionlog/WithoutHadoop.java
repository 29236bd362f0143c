package dev.leverframe.decisionlog;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Supplier;

/** Loads the export and Parquet anew, and finds no class of Hadoop. */
final class WithoutHadoop extends ClassLoader {
    private static final List<String> ANEW =
            List.of("dev.leverframe.", "com.jerolba.", "org.apache.parquet.", "shaded.parquet.");

    WithoutHadoop() {
        super(WithoutHadoop.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("org.apache.hadoop.")) {
            throw new ClassNotFoundException(name);
        }
        if (ANEW.stream().noneMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    /** A Parquet file of the known rows. */
    public static final class Export implements Supplier<byte[]> {
        @Override
        public byte[] get() {
            return ExportTest.bytes(Format.PARQUET);
        }
    }
}
