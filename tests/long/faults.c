/* Preloaded into a process, this makes the n-th call that changes a file fail, or kills the process
 * before or after it. Writes to what is no regular file (pipes, terminals) are not counted. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { CREATE, WRITE, SYNC, RENAME, UNLINK, CALLS };
enum { BEFORE = -1, AFTER = -2 };

static int armed = -1, effect;
static long due;
static long seen[CALLS];

/* effect: an errno, or BEFORE or AFTER, at which the process is killed */
void fault_arm(int call, long nth, int what) {
    for (int i = 0; i < CALLS; i++) seen[i] = 0;
    due = nth, effect = what, armed = call;
}

long fault_seen(int call) { return seen[call]; }

static int strikes(int call) {
    long count = __sync_add_and_fetch(&seen[call], 1);
    return call == armed && count == due;
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static int is_file(int fd) {
    struct stat status;
    return fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

#define FAULTY(call, type, name, params, args, counts)         \
    type name params {                                         \
        static type(*real) params;                             \
        if (!real) real = dlsym(RTLD_NEXT, #name);             \
        int struck = (counts) && strikes(call);                \
        if (struck && effect == BEFORE) die();                 \
        if (struck && effect > 0) return errno = effect, -1;   \
        type result = real args;                               \
        if (struck && effect == AFTER) die();                  \
        return result;                                         \
    }

FAULTY(WRITE, ssize_t, write, (int fd, const void *data, size_t size), (fd, data, size), is_file(fd))
FAULTY(WRITE, ssize_t, writev, (int fd, const struct iovec *data, int n), (fd, data, n), is_file(fd))
FAULTY(WRITE, ssize_t, pwrite64, (int fd, const void *data, size_t size, off64_t at), (fd, data, size, at), is_file(fd))
FAULTY(SYNC, int, fsync, (int fd), (fd), 1)
FAULTY(SYNC, int, fdatasync, (int fd), (fd), 1)
FAULTY(RENAME, int, rename, (const char *from, const char *to), (from, to), 1)
FAULTY(RENAME, int, renameat, (int a, const char *from, int b, const char *to), (a, from, b, to), 1)
FAULTY(UNLINK, int, unlink, (const char *path), (path), 1)
FAULTY(UNLINK, int, unlinkat, (int fd, const char *path, int flags), (fd, path, flags), 1)

#define CREATING(name)                                         \
    int name(const char *path, int flags, ...) {               \
        static int (*real)(const char *, int, ...);            \
        if (!real) real = dlsym(RTLD_NEXT, #name);             \
        va_list rest;                                          \
        va_start(rest, flags);                                 \
        mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0; \
        va_end(rest);                                          \
        int struck = (flags & O_CREAT) && strikes(CREATE);     \
        if (struck && effect == BEFORE) die();                 \
        if (struck && effect > 0) return errno = effect, -1;   \
        int result = real(path, flags, mode);                  \
        if (struck && effect == AFTER) die();                  \
        return result;                                         \
    }

CREATING(open)
CREATING(open64)
