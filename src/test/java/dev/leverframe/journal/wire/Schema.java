package dev.leverframe.journal.wire;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The written schema, as protoc understood it; reads and writes records without any code of ours. */
final class Schema {
    static final Path PROTO = Path.of("src/main/proto/leverframe/journal.proto");
    static final Path DESCRIPTORS = Path.of("src/test/resources/journal/journal.desc");

    private static final FileDescriptor FILE = file();

    private Schema() {}

    static FileDescriptor descriptor() {
        return FILE;
    }

    static Descriptor message(String name) {
        return FILE.findMessageTypeByName(name);
    }

    static DynamicMessage parse(String message, byte[] record) throws InvalidProtocolBufferException {
        return DynamicMessage.parseFrom(message(message), record);
    }

    private static FileDescriptor file() {
        try {
            FileDescriptorProto file =
                    FileDescriptorSet.parseFrom(Files.readAllBytes(DESCRIPTORS)).getFile(0);
            return FileDescriptor.buildFrom(file, new FileDescriptor[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }
}
