package meta.netlink;

/**
 * An error number of the kernel ({@code asm-generic/errno.h}).
 *
 * @param number 1 to 4095
 */
public record Errno(int number) {
    public static final Errno EPERM = new Errno(1);
    public static final Errno ENOENT = new Errno(2);
    public static final Errno ESRCH = new Errno(3);
    public static final Errno EINTR = new Errno(4);
    public static final Errno EIO = new Errno(5);
    public static final Errno ENXIO = new Errno(6);
    public static final Errno EAGAIN = new Errno(11);
    public static final Errno ENOMEM = new Errno(12);
    public static final Errno EACCES = new Errno(13);
    public static final Errno EBUSY = new Errno(16);
    public static final Errno EEXIST = new Errno(17);
    public static final Errno ENODEV = new Errno(19);
    public static final Errno ENOTDIR = new Errno(20);
    public static final Errno EINVAL = new Errno(22);
    public static final Errno ENFILE = new Errno(23);
    public static final Errno EMFILE = new Errno(24);
    public static final Errno EROFS = new Errno(30);
    public static final Errno ERANGE = new Errno(34);
    public static final Errno ENOLCK = new Errno(37);
    public static final Errno EMSGSIZE = new Errno(90);
    public static final Errno EOPNOTSUPP = new Errno(95);
    public static final Errno EADDRNOTAVAIL = new Errno(99);
    public static final Errno ENETDOWN = new Errno(100);
    public static final Errno ECONNABORTED = new Errno(103);
    public static final Errno ENETUNREACH = new Errno(101);
    public static final Errno ENOBUFS = new Errno(105);
    public static final Errno ETIMEDOUT = new Errno(110);
    public static final Errno EHOSTUNREACH = new Errno(113);

    public Errno {
        RangeCheck.require("errno", number, 1, 4095);
    }

    /** {@return the errno with this number, 1 to 4095} */
    public static Errno of(int number) {
        return new Errno(number);
    }

    /**
     * {@return whether an operation that failed with this errno may succeed later: it was interrupted, reached a time limit, or lacked a
     * resource}
     *
     * <p>The result is false for {@code EAGAIN}, because many system calls fail with it only because they would have to wait.
     */
    public boolean isShortage() {
        return switch (number) {
            case 4, 12, 23, 24, 37, 105, 110 -> true; // EINTR ENOMEM ENFILE EMFILE ENOLCK ENOBUFS ETIMEDOUT
            default -> false;
        };
    }

    @Override
    public String toString() {
        return switch (number) {
            case 1 -> "EPERM";
            case 2 -> "ENOENT";
            case 3 -> "ESRCH";
            case 4 -> "EINTR";
            case 5 -> "EIO";
            case 6 -> "ENXIO";
            case 7 -> "E2BIG";
            case 8 -> "ENOEXEC";
            case 9 -> "EBADF";
            case 10 -> "ECHILD";
            case 11 -> "EAGAIN";
            case 12 -> "ENOMEM";
            case 13 -> "EACCES";
            case 14 -> "EFAULT";
            case 15 -> "ENOTBLK";
            case 16 -> "EBUSY";
            case 17 -> "EEXIST";
            case 18 -> "EXDEV";
            case 19 -> "ENODEV";
            case 20 -> "ENOTDIR";
            case 21 -> "EISDIR";
            case 22 -> "EINVAL";
            case 23 -> "ENFILE";
            case 24 -> "EMFILE";
            case 25 -> "ENOTTY";
            case 26 -> "ETXTBSY";
            case 27 -> "EFBIG";
            case 28 -> "ENOSPC";
            case 29 -> "ESPIPE";
            case 30 -> "EROFS";
            case 31 -> "EMLINK";
            case 32 -> "EPIPE";
            case 33 -> "EDOM";
            case 34 -> "ERANGE";
            case 35 -> "EDEADLK";
            case 36 -> "ENAMETOOLONG";
            case 37 -> "ENOLCK";
            case 38 -> "ENOSYS";
            case 39 -> "ENOTEMPTY";
            case 40 -> "ELOOP";
            case 42 -> "ENOMSG";
            case 43 -> "EIDRM";
            case 44 -> "ECHRNG";
            case 45 -> "EL2NSYNC";
            case 46 -> "EL3HLT";
            case 47 -> "EL3RST";
            case 48 -> "ELNRNG";
            case 49 -> "EUNATCH";
            case 50 -> "ENOCSI";
            case 51 -> "EL2HLT";
            case 52 -> "EBADE";
            case 53 -> "EBADR";
            case 54 -> "EXFULL";
            case 55 -> "ENOANO";
            case 56 -> "EBADRQC";
            case 57 -> "EBADSLT";
            case 59 -> "EBFONT";
            case 60 -> "ENOSTR";
            case 61 -> "ENODATA";
            case 62 -> "ETIME";
            case 63 -> "ENOSR";
            case 64 -> "ENONET";
            case 65 -> "ENOPKG";
            case 66 -> "EREMOTE";
            case 67 -> "ENOLINK";
            case 68 -> "EADV";
            case 69 -> "ESRMNT";
            case 70 -> "ECOMM";
            case 71 -> "EPROTO";
            case 72 -> "EMULTIHOP";
            case 73 -> "EDOTDOT";
            case 74 -> "EBADMSG";
            case 75 -> "EOVERFLOW";
            case 76 -> "ENOTUNIQ";
            case 77 -> "EBADFD";
            case 78 -> "EREMCHG";
            case 79 -> "ELIBACC";
            case 80 -> "ELIBBAD";
            case 81 -> "ELIBSCN";
            case 82 -> "ELIBMAX";
            case 83 -> "ELIBEXEC";
            case 84 -> "EILSEQ";
            case 85 -> "ERESTART";
            case 86 -> "ESTRPIPE";
            case 87 -> "EUSERS";
            case 88 -> "ENOTSOCK";
            case 89 -> "EDESTADDRREQ";
            case 90 -> "EMSGSIZE";
            case 91 -> "EPROTOTYPE";
            case 92 -> "ENOPROTOOPT";
            case 93 -> "EPROTONOSUPPORT";
            case 94 -> "ESOCKTNOSUPPORT";
            case 95 -> "EOPNOTSUPP";
            case 96 -> "EPFNOSUPPORT";
            case 97 -> "EAFNOSUPPORT";
            case 98 -> "EADDRINUSE";
            case 99 -> "EADDRNOTAVAIL";
            case 100 -> "ENETDOWN";
            case 101 -> "ENETUNREACH";
            case 102 -> "ENETRESET";
            case 103 -> "ECONNABORTED";
            case 104 -> "ECONNRESET";
            case 105 -> "ENOBUFS";
            case 106 -> "EISCONN";
            case 107 -> "ENOTCONN";
            case 108 -> "ESHUTDOWN";
            case 109 -> "ETOOMANYREFS";
            case 110 -> "ETIMEDOUT";
            case 111 -> "ECONNREFUSED";
            case 112 -> "EHOSTDOWN";
            case 113 -> "EHOSTUNREACH";
            case 114 -> "EALREADY";
            case 115 -> "EINPROGRESS";
            case 116 -> "ESTALE";
            case 117 -> "EUCLEAN";
            case 118 -> "ENOTNAM";
            case 119 -> "ENAVAIL";
            case 120 -> "EISNAM";
            case 121 -> "EREMOTEIO";
            case 122 -> "EDQUOT";
            case 123 -> "ENOMEDIUM";
            case 124 -> "EMEDIUMTYPE";
            case 125 -> "ECANCELED";
            case 126 -> "ENOKEY";
            case 127 -> "EKEYEXPIRED";
            case 128 -> "EKEYREVOKED";
            case 129 -> "EKEYREJECTED";
            case 130 -> "EOWNERDEAD";
            case 131 -> "ENOTRECOVERABLE";
            case 132 -> "ERFKILL";
            case 133 -> "EHWPOISON";
            default -> "errno " + number;
        };
    }
}
