package dev.vedette.host.store;

import java.util.Arrays;
import org.apache.lucene.util.InPlaceMergeSorter;

/** A table of records in 24 bytes each: they come in almost the order of their ids and are found by them once sorted. */
final class RecordRows {
    private long[] positions = new long[0];
    private int[] numbers = new int[0];
    private long[] prefixes = new long[0];
    private int[] commits = new int[0]; // of a removal the complement
    private int size;

    /** How a commit that removes is written. */
    static int removed(int commit) {
        return ~commit;
    }

    void add(long position, int number, long prefix, int commit) {
        if (size == positions.length) {
            int room = Math.max(1_024, size + (size >> 2));
            positions = Arrays.copyOf(positions, room);
            numbers = Arrays.copyOf(numbers, room);
            prefixes = Arrays.copyOf(prefixes, room);
            commits = Arrays.copyOf(commits, room);
        }
        positions[size] = position;
        numbers[size] = number;
        prefixes[size] = prefix;
        commits[size] = commit;
        size++;
    }

    /** By id; rows of one id stay in the order they came in. */
    void sort() {
        new InPlaceMergeSorter() {
            @Override
            protected int compare(int i, int j) {
                return RecordRows.this.compare(i, positions[j], numbers[j]);
            }

            @Override
            protected void swap(int i, int j) {
                long position = positions[i];
                int number = numbers[i];
                long prefix = prefixes[i];
                int commit = commits[i];
                move(j, i);
                positions[j] = position;
                numbers[j] = number;
                prefixes[j] = prefix;
                commits[j] = commit;
            }
        }.sort(0, size);
    }

    private int compare(int row, long position, int number) {
        int order = Long.compare(positions[row], position);
        return order == 0 ? Integer.compare(numbers[row], number) : order;
    }

    /** The row of an id, once sorted; negative if there is none. */
    int find(long position, int number) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(middle, position, number);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    boolean sameId(int row, int other) {
        return compare(row, positions[other], numbers[other]) == 0;
    }

    void move(int from, int to) {
        positions[to] = positions[from];
        numbers[to] = numbers[from];
        prefixes[to] = prefixes[from];
        commits[to] = commits[from];
    }

    void truncate(int rows) {
        size = rows;
    }

    int size() {
        return size;
    }

    long position(int row) {
        return positions[row];
    }

    int number(int row) {
        return numbers[row];
    }

    long prefix(int row) {
        return prefixes[row];
    }

    boolean isRemoval(int row) {
        return commits[row] < 0;
    }

    int commit(int row) {
        return commits[row] < 0 ? ~commits[row] : commits[row];
    }
}
