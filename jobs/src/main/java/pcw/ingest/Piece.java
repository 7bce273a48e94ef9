package pcw.ingest;

import java.io.Serializable;
import java.util.List;

/**
 * A range of bytes of one delivery.
 *
 * @param delivery index of the delivery in its plan
 * @param number order of the piece in its delivery
 * @param path the unpacked content
 * @param start where the piece begins; only the first begins exactly at a line, the others at the
 *     first line that begins at or after {@code start}
 * @param end lines that begin before this belong to the piece
 * @param fileBytes size the file must still have
 * @param columnOfField as {@link Binding}
 * @param encoding the charset's name
 * @param month days since 1970-01-01 of the first day of the file's month; ignored where {@code
 *     hasMonth} is false
 */
record Piece(
    int delivery,
    int number,
    String path,
    long start,
    long end,
    long fileBytes,
    List<Integer> columnOfField,
    String encoding,
    String deliveryId,
    boolean hasMonth,
    int month)
    implements Serializable {}
