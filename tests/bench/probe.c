// Loaded into the server by the bench (LD_PRELOAD); the program itself is not changed. Counts in a
// mapped file (BENCH_PROBE: two 64-bit numbers) the calls of fdatasync and the rows SQLite changed.
// With BENCH_TAPE, writes the statements that changed rows there, with their values, for play_tape.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { values_max = 64, statements_max = 512 };

struct counts {
    _Atomic int64_t syncs;
    _Atomic int64_t rows;
};
struct value {
    char kind; // 'i' integer, 't' text, 'n' null
    int64_t number; // the integer, or the size of the text
    char* text;
};
struct statement {
    sqlite3_stmt* handle;
    int named; // its SQL is on the tape
    int count;
    struct value values[values_max];
};

static struct counts* counts;
static FILE* tape;
static __thread struct statement* mine; // of this thread; only the writer's are kept
static __thread int mine_count;

static void* real(char const* name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void)
{
    int const file = open(getenv("BENCH_PROBE"), O_RDWR);
    void* const memory = mmap(NULL, sizeof *counts, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (file < 0 || memory == MAP_FAILED) abort();
    counts = memory;
    if (getenv("BENCH_TAPE")) tape = fopen(getenv("BENCH_TAPE"), "wb");
}

static int writes(void)
{
    char name[16] = "";
    pthread_getname_np(pthread_self(), name, sizeof name);
    return strcmp(name, "writer") == 0;
}

static struct statement* known(sqlite3_stmt* handle)
{
    if (!mine) mine = calloc(statements_max, sizeof *mine);
    for (int i = 0; i < mine_count; ++i)
        if (mine[i].handle == handle) return &mine[i];
    if (mine_count == statements_max) abort();
    mine[mine_count].handle = handle;
    return &mine[mine_count++];
}

static void keep(sqlite3_stmt* handle, int place, char kind, int64_t number, char const* text)
{
    if (!tape || !writes()) return;
    if (place > values_max) abort();
    struct statement* const statement = known(handle);
    if (place > statement->count) statement->count = place;
    struct value* const value = &statement->values[place - 1];
    free(value->text);
    value->kind = kind;
    value->number = number;
    value->text = text ? memcpy(malloc((size_t)number + 1), text, (size_t)number) : NULL;
}

static void put(int64_t number) { fwrite(&number, sizeof number, 1, tape); }

// A record: place of the statement, its SQL the first time (else size 0), its values.
static void record(sqlite3_stmt* handle)
{
    struct statement* const statement = known(handle);
    char const* const sql = statement->named ? "" : sqlite3_sql(handle);
    statement->named = 1;
    put(statement - mine);
    put((int64_t)strlen(sql));
    fwrite(sql, strlen(sql), 1, tape);
    put(statement->count);
    for (int i = 0; i < statement->count; ++i) {
        struct value const* const value = &statement->values[i];
        fputc(value->kind ? value->kind : 'n', tape);
        put(value->number);
        if (value->text) fwrite(value->text, (size_t)value->number, 1, tape);
    }
}

int fdatasync(int file)
{
    static int (*call)(int);
    if (!call) call = (int (*)(int))real("fdatasync");
    ++counts->syncs;
    return call(file);
}

int sqlite3_bind_int64(sqlite3_stmt* handle, int place, sqlite3_int64 number)
{
    static int (*call)(sqlite3_stmt*, int, sqlite3_int64);
    if (!call) call = (int (*)(sqlite3_stmt*, int, sqlite3_int64))real("sqlite3_bind_int64");
    keep(handle, place, 'i', number, NULL);
    return call(handle, place, number);
}

int sqlite3_bind_null(sqlite3_stmt* handle, int place)
{
    static int (*call)(sqlite3_stmt*, int);
    if (!call) call = (int (*)(sqlite3_stmt*, int))real("sqlite3_bind_null");
    keep(handle, place, 'n', 0, NULL);
    return call(handle, place);
}

int sqlite3_bind_text64(sqlite3_stmt* handle, int place, char const* text, sqlite3_uint64 size,
                        void (*free_text)(void*), unsigned char encoding)
{
    typedef int bind(sqlite3_stmt*, int, char const*, sqlite3_uint64, void (*)(void*),
                     unsigned char);
    static bind* call;
    if (!call) call = (bind*)real("sqlite3_bind_text64");
    keep(handle, place, 't', (int64_t)size, text);
    return call(handle, place, text, size, free_text, encoding);
}

int sqlite3_step(sqlite3_stmt* handle)
{
    static int (*call)(sqlite3_stmt*);
    if (!call) call = (int (*)(sqlite3_stmt*))real("sqlite3_step");
    sqlite3* const database = sqlite3_db_handle(handle);
    sqlite3_int64 const before = sqlite3_total_changes64(database);
    int const answer = call(handle);
    sqlite3_int64 const changed = sqlite3_total_changes64(database) - before;
    counts->rows += changed;
    if (changed > 0 && tape && writes()) record(handle);
    return answer;
}
