package meta.image.packaging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Values from the headers of a 64-bit, little-endian ELF program or library (System V ABI, "Object Files").
 *
 * @param machine the processor architecture ({@code e_machine}), as a signed number of 16 bits
 * @param interpreter the path of the loader ({@code PT_INTERP}); empty if there is none, as in static programs
 * @param needed the names of the libraries with which the file is directly linked ({@code DT_NEEDED})
 */
record ElfFile(int machine, Optional<String> interpreter, List<String> needed) {
    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final int PT_INTERP = 3;
    private static final int DT_NEEDED = 1;
    private static final int DT_STRTAB = 5;

    /**
     * {@return the values in the file's headers; empty if the file is not a 64-bit, little-endian ELF file}
     *
     * @throws IOException if the file cannot be read, or the values cannot be found where its headers point
     */
    static Optional<ElfFile> read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.limit() < 64 || bytes.getInt(0) != 0x464c457f || bytes.get(4) != 2 || bytes.get(5) != 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(bytes));
        } catch (IndexOutOfBoundsException e) {
            throw new IOException(file + ": its ELF headers point beyond its end", e);
        } catch (ArithmeticException e) {
            throw new IOException(
                    file + ": its ELF headers contain an offset or a size that is not a number from 0 to 2147483647",
                    e);
        }
    }

    private static ElfFile read(ByteBuffer bytes) {
        Optional<String> interpreter = Optional.empty();
        List<String> needed = new ArrayList<>();
        for (Segment segment : segments(bytes)) {
            if (segment.type() == PT_INTERP) {
                interpreter = Optional.of(text(bytes, segment.offset()));
            } else if (segment.type() == PT_DYNAMIC) {
                needed.addAll(needed(bytes, segment));
            }
        }
        return new ElfFile(bytes.getShort(18), interpreter, List.copyOf(needed));
    }

    private static List<String> needed(ByteBuffer bytes, Segment dynamic) {
        List<Long> names = new ArrayList<>();
        long strings = 0;
        for (int at = dynamic.offset(); at < dynamic.offset() + dynamic.size(); at += 16) {
            long tag = bytes.getLong(at);
            if (tag == DT_NEEDED) {
                names.add(bytes.getLong(at + 8));
            } else if (tag == DT_STRTAB) {
                strings = bytes.getLong(at + 8);
            }
        }
        List<String> needed = new ArrayList<>();
        for (long name : names) {
            needed.add(text(bytes, inFile(bytes, strings + name)));
        }
        return needed;
    }

    /** {@return the offset in the file of the byte that is loaded at an address} */
    private static int inFile(ByteBuffer bytes, long address) {
        for (Segment segment : segments(bytes)) {
            if (segment.type() == PT_LOAD
                    && address >= segment.address()
                    && address < segment.address() + segment.size()) {
                return Math.toIntExact(address - segment.address() + segment.offset());
            }
        }
        throw new IndexOutOfBoundsException("no segment is loaded at " + address);
    }

    private static List<Segment> segments(ByteBuffer bytes) {
        List<Segment> segments = new ArrayList<>();
        int headers = Math.toIntExact(bytes.getLong(32));
        int size = bytes.getShort(54);
        for (int i = 0; i < bytes.getShort(56); i++) {
            int at = headers + i * size;
            segments.add(new Segment(
                    bytes.getInt(at),
                    Math.toIntExact(bytes.getLong(at + 8)),
                    bytes.getLong(at + 16),
                    Math.toIntExact(bytes.getLong(at + 32))));
        }
        return segments;
    }

    private static String text(ByteBuffer bytes, int from) {
        int to = from;
        while (bytes.get(to) != 0) {
            to++;
        }
        byte[] text = new byte[to - from];
        bytes.get(from, text);
        return new String(text, StandardCharsets.US_ASCII);
    }

    /** A program header. */
    private record Segment(int type, int offset, long address, int size) {}
}
