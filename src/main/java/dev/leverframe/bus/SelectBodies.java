package dev.leverframe.bus;

import dev.leverframe.model.Limits;
import dev.leverframe.model.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bodies of selects, one after another; as {@link RequestJson} does, but quicker where they are plain. Belongs to one
 * event loop.
 */
public final class SelectBodies {
    private static final String REQUESTS = "requests";

    private final PlainJson json = new PlainJson();
    private final PlainSelect plain;
    private final Limits limits;
    private final int itemsMax;
    private final Supplier<String> ids;

    /**
     * @param itemsMax selects in one body
     * @param ids names a decision that the caller did not name
     */
    public SelectBodies(Limits limits, int itemsMax, Supplier<String> ids) {
        this.plain = new PlainSelect(json, limits);
        this.limits = limits;
        this.itemsMax = itemsMax;
        this.ids = ids;
    }

    /** As {@link RequestJson#select}. */
    public Parsed<Select> one(byte[] body, boolean explain) {
        json.over(body);
        Select select = plain.read(body, explain, ids);
        return select != null && json.atEnd() ? Parsed.of(select) : RequestJson.select(body, limits, explain, ids);
    }

    /** As {@link RequestJson#selects}. */
    public Parsed<List<Parsed<Select>>> many(byte[] body, boolean explain) {
        json.over(body);
        List<Parsed<Select>> selects = readMany(body, explain);
        return selects != null && json.atEnd()
                ? Parsed.of(selects)
                : RequestJson.selects(body, itemsMax, limits, explain, ids);
    }

    private @Nullable List<Parsed<Select>> readMany(byte[] body, boolean explain) {
        if (!json.take('{') || !REQUESTS.equals(json.word()) || !json.take(':') || !json.take('[')) {
            return null;
        }
        List<Parsed<Select>> selects = new ArrayList<>();
        do {
            Select select = selects.size() == itemsMax ? null : plain.read(body, explain, ids);
            if (select == null) {
                return null;
            }
            selects.add(Parsed.of(select));
        } while (json.take(','));
        return json.take(']') && json.take('}') ? selects : null;
    }
}
