package dev.leverframe.decisionlog;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Reads a Parquet file by its own schema, as JSON objects without their nulls. */
final class ParquetRows {
    private ParquetRows() {}

    static List<JsonObject> read(Path file) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new Gunzip())
                .build();
        List<JsonObject> rows = new ArrayList<>();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
            MessageType schema = reader.getFileMetaData().getSchema();
            for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
                RecordReader<Group> records = new ColumnIOFactory()
                        .getColumnIO(schema)
                        .getRecordReader(pages, new GroupRecordConverter(schema));
                for (long i = 0; i < pages.getRowCount(); i++) {
                    rows.add(object(records.read()));
                }
            }
        }
        return rows;
    }

    private static JsonObject object(Group group) {
        JsonObject object = new JsonObject();
        GroupType type = group.getType();
        for (int field = 0; field < type.getFieldCount(); field++) {
            if (group.getFieldRepetitionCount(field) > 0) {
                object.put(type.getFieldName(field), value(group, field, 0, type.getType(field)));
            }
        }
        return object;
    }

    private static Object value(Group group, int field, int index, Type type) {
        if (type.isPrimitive()) {
            return primitive(group, field, index, type);
        }
        Group child = group.getGroup(field, index);
        return type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation
                ? array(child)
                : object(child);
    }

    /** Three levels: the list, its repeated entries, and what stands in each. */
    private static JsonArray array(Group list) {
        JsonArray array = new JsonArray();
        for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
            Group entry = list.getGroup(0, i);
            array.add(value(entry, 0, 0, entry.getType().getType(0)));
        }
        return array;
    }

    private static Object primitive(Group group, int field, int index, Type type) {
        PrimitiveTypeName name = type.asPrimitiveType().getPrimitiveTypeName();
        return switch (name) {
            case INT32 -> group.getInteger(field, index);
            case INT64 ->
                type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation
                        ? Times.format(Instant.ofEpochMilli(group.getLong(field, index))
                                .toEpochMilli())
                        : (Object) Math.toIntExact(group.getLong(field, index));
            case DOUBLE -> group.getDouble(field, index);
            case BOOLEAN -> group.getBoolean(field, index);
            case BINARY -> group.getString(field, index);
            default -> throw new AssertionError("a column of type " + name);
        };
    }

    /** The JDK's GZIP, so that no codec of Hadoop is needed. */
    private static final class Gunzip implements CompressionCodecFactory {
        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            assertGzip(codec);
            return new BytesInputDecompressor() {
                @Override
                public BytesInput decompress(BytesInput bytes, int uncompressedSize) throws IOException {
                    try (GZIPInputStream in = new GZIPInputStream(bytes.toInputStream())) {
                        return BytesInput.from(in.readAllBytes());
                    }
                }

                @Override
                public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int uncompressedSize) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void release() {}
            };
        }

        private static void assertGzip(CompressionCodecName codec) {
            if (codec != CompressionCodecName.GZIP) {
                throw new AssertionError("compressed with " + codec);
            }
        }

        @Override
        public void release() {}
    }
}
