package dev.leverframe.decisionlog;

import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.ColumnNamingStrategy;
import com.jerolba.carpet.TimeUnit;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Rows as Parquet. The configuration and the codec are given, since Parquet would take Hadoop's otherwise, which this program
 * leaves out.
 */
final class ParquetRowWriter implements RowWriter {
    /** A row group is held in memory before it is written, bytes. */
    private static final long ROW_GROUP_BYTES = 32L * 1024 * 1024;

    private final CarpetWriter<ParquetRow> writer;

    ParquetRowWriter(OutputStream out) throws IOException {
        writer = new CarpetWriter.Builder<>(out, ParquetRow.class)
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new GzipCodec())
                .withCompressionCodec(CompressionCodecName.GZIP)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withColumnNamingStrategy(ColumnNamingStrategy.SNAKE_CASE)
                .withDefaultTimeUnit(TimeUnit.MILLIS)
                .build();
    }

    @Override
    public boolean write(LogRow row) throws IOException {
        writer.write(ParquetRow.of(row));
        return true;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
