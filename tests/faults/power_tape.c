// Loaded into the server by the test of power cuts (LD_PRELOAD); the program itself is not changed.
// Writes down on a tape (POWER_TAPE) in order and with its instant what is done to the database's
// files in one folder (POWER_FOLDER): from it the test lays down what a disk may hold after a cut.
// The index of the log (-shm) is left out: SQLite makes it anew.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { descriptors_max = 20000, folder_mark = -1 };

/// One deed; the bytes written or the file's name follow it.
struct deed {
    int64_t at; ///< nanoseconds of the monotonic clock, before the deed
    int64_t place; ///< where it was written; the new length; 1 when the file was made
    int64_t size; ///< of what follows
    int32_t file; ///< the same number for the same file
    char kind; ///< o opened, w written, t truncated, s synced, d folder synced, u unlinked
    char unused[3];
};

static FILE* tape;
static char const* folder;
static int numbers[descriptors_max]; // of the open file, 0: not ours
static int known;
static char names[64][64];
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

static void* real(char const* name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void)
{
    folder = getenv("POWER_FOLDER");
    tape = fopen(getenv("POWER_TAPE"), "wb");
    if (!folder || !tape) abort();
}

static void note(char kind, int file, int64_t place, void const* bytes, size_t size)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    struct deed const deed = { .at = now.tv_sec * 1000000000LL + now.tv_nsec,
                               .place = place,
                               .size = (int64_t)size,
                               .file = file,
                               .kind = kind };
    if (fwrite(&deed, sizeof deed, 1, tape) != 1) abort();
    if (size > 0 && fwrite(bytes, size, 1, tape) != 1) abort();
}

static int number_of(char const* name)
{
    for (int i = 0; i < known; ++i)
        if (strcmp(names[i], name) == 0) return i + 1;
    if (known == 64 || strlen(name) >= sizeof names[0]) abort();
    strcpy(names[known++], name);
    return known;
}

/// The name inside the folder of a file of the database, "" for the folder itself, or nothing.
static char const* ours(char const* path)
{
    size_t const length = strlen(folder);
    if (strncmp(path, folder, length) != 0) return NULL;
    if (path[length] == '\0') return "";
    char const* const name = path + length + 1;
    if (path[length] != '/' || strncmp(name, "karya.db", 8) != 0) return NULL;
    return strstr(name, "-shm") ? NULL : name;
}

static int number(int descriptor)
{
    return descriptor >= 0 && descriptor < descriptors_max ? numbers[descriptor] : 0;
}

static int opened(int (*next)(char const*, int, ...), char const* path, int flags, mode_t mode)
{
    char const* const name = ours(path);
    if (!name) return next(path, flags, mode);
    pthread_mutex_lock(&guard);
    int const is_new = *name != '\0' && access(path, F_OK) != 0;
    int const descriptor = next(path, flags, mode);
    if (descriptor >= descriptors_max) abort();
    if (descriptor >= 0 && *name == '\0') numbers[descriptor] = folder_mark;
    if (descriptor >= 0 && *name != '\0') {
        numbers[descriptor] = number_of(name);
        note('o', numbers[descriptor], is_new, name, strlen(name));
    }
    pthread_mutex_unlock(&guard);
    return descriptor;
}

#define OPENS(name)                                                                                \
    int name(char const* path, int flags, ...)                                                     \
    {                                                                                              \
        static int (*next)(char const*, int, ...);                                                 \
        if (!next) next = real(#name);                                                             \
        va_list rest;                                                                              \
        va_start(rest, flags);                                                                     \
        mode_t const mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;              \
        va_end(rest);                                                                              \
        return opened(next, path, flags, mode);                                                    \
    }
OPENS(open)
OPENS(open64)

int close(int descriptor)
{
    static int (*next)(int);
    if (!next) next = real("close");
    if (number(descriptor)) numbers[descriptor] = 0;
    return next(descriptor);
}

#define WRITES(name)                                                                               \
    ssize_t name(int descriptor, void const* bytes, size_t size, off_t place)                      \
    {                                                                                              \
        static ssize_t (*next)(int, void const*, size_t, off_t);                                   \
        if (!next) next = real(#name);                                                             \
        if (!number(descriptor)) return next(descriptor, bytes, size, place);                      \
        pthread_mutex_lock(&guard);                                                                \
        note('w', number(descriptor), place, bytes, size);                                         \
        ssize_t const done = next(descriptor, bytes, size, place);                                 \
        if (done != (ssize_t)size) abort();                                                        \
        pthread_mutex_unlock(&guard);                                                              \
        return done;                                                                               \
    }
WRITES(pwrite)
WRITES(pwrite64)

#define CUTS(name)                                                                                 \
    int name(int descriptor, off_t length)                                                         \
    {                                                                                              \
        static int (*next)(int, off_t);                                                            \
        if (!next) next = real(#name);                                                             \
        if (!number(descriptor)) return next(descriptor, length);                                  \
        pthread_mutex_lock(&guard);                                                                \
        note('t', number(descriptor), length, NULL, 0);                                            \
        int const done = next(descriptor, length);                                                 \
        pthread_mutex_unlock(&guard);                                                              \
        return done;                                                                               \
    }
CUTS(ftruncate)
CUTS(ftruncate64)

#define SYNCS(name)                                                                                \
    int name(int descriptor)                                                                       \
    {                                                                                              \
        static int (*next)(int);                                                                   \
        if (!next) next = real(#name);                                                             \
        int const file = number(descriptor);                                                       \
        if (!file) return next(descriptor);                                                        \
        pthread_mutex_lock(&guard);                                                                \
        int const done = next(descriptor);                                                         \
        note(file == folder_mark ? 'd' : 's', file, 0, NULL, 0);                                   \
        pthread_mutex_unlock(&guard);                                                              \
        return done;                                                                               \
    }
SYNCS(fsync)
SYNCS(fdatasync)

int unlink(char const* path)
{
    static int (*next)(char const*);
    if (!next) next = real("unlink");
    char const* const name = ours(path);
    if (!name || *name == '\0') return next(path);
    pthread_mutex_lock(&guard);
    note('u', number_of(name), 0, NULL, 0);
    int const done = next(path);
    pthread_mutex_unlock(&guard);
    return done;
}
