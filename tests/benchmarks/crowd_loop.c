/* Calls through the rows of a crowd, as fast as one core can: the limit that the lanes are measured against.
 *
 * The cells are the lanes' own, and so is what is counted: each move, and each call by its end and its time. Only the
 * draws are others: a stream of its own for each call (splitmix64).
 */
#include <stdint.h>

enum { CELLS = 32 };

static inline uint64_t mix(uint64_t bits)
{
    bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9ULL;
    bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebULL;
    return bits ^ (bits >> 31);
}

/* Play so many calls; return the moves that they made. */
int64_t play_calls(const uint32_t *keep, const int64_t *onward, int64_t begin, int64_t first_end, int shift,
                   int64_t ends, int64_t times_most, uint64_t seed, int64_t calls, int64_t *moves, int64_t *times)
{
    const uint64_t stride = 0x9e3779b97f4a7c15ULL;
    const int64_t low = ((int64_t)1 << shift) - 1;
    int64_t made = 0;
    for (int64_t call = 0; call < calls; call++) {
        uint64_t stream = mix(seed + stride * (uint64_t)(call + 1));
        int64_t at = begin, time = 0;
        do {
            stream += stride;
            uint32_t draw = (uint32_t)(mix(stream) >> 32);
            int64_t cell = at + (draw & (CELLS - 2));
            cell += draw >= keep[cell];
            moves[cell]++;
            made++;
            time += onward[cell] >> shift;
            at = onward[cell] & low;
        } while (at < first_end);
        if (time >= times_most)
            time = times_most - 1;
        times[time * ends + (at - first_end) / CELLS]++;
    }
    return made;
}
