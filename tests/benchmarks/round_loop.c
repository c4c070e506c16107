/* Callers through a table of rounds, as fast as one core can: the limit that other roads are measured against.
 *
 * Each caller draws from a stream of its own (splitmix64). A round has 16 slots of an alias table: with a chance of
 * keep / 2^32 the slot's own next round, else its alias. A next round below 0 is the end of the call.
 */
#include <stdint.h>

enum { SLOTS = 16 };

typedef struct {
    uint32_t keep;
    int32_t own;
    int32_t alias;
} slot;

static uint64_t mix(uint64_t bits)
{
    bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9ULL;
    bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebULL;
    return bits ^ (bits >> 31);
}

/* Play so many callers from round 0; return the rounds that they played. */
int64_t play_rounds(const slot *slots, uint64_t seed, int64_t callers)
{
    const uint64_t stride = 0x9e3779b97f4a7c15ULL;
    int64_t rounds = 0;
    for (int64_t caller = 0; caller < callers; caller++) {
        uint64_t stream = mix(seed + stride * (uint64_t)(caller + 1));
        int32_t at = 0;
        do {
            stream += stride;
            uint64_t draw = mix(stream);
            const slot *chosen = slots + (uint64_t)at * SLOTS + (draw & (SLOTS - 1));
            at = (uint32_t)(draw >> 32) < chosen->keep ? chosen->own : chosen->alias;
            rounds++;
        } while (at >= 0);
    }
    return rounds;
}
