package meta.launcher.agent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The head of a client's request: the request without the standard input and the open files of a call. */
sealed interface AgentRequest {
    /** The maximum number of bytes of a head, and of standard input. */
    int MAX_BYTES = 4 << 20;

    /** The first number in the head of a call. */
    int CALL_KIND = 1;

    /** The only number in the head of a request for the agent's status. */
    int STATUS_KIND = 2;

    /**
     * A call of a plugin.
     *
     * @param netnsErrno the errno with which the client failed to open the path in {@code CNI_NETNS}; 0 if there is none
     * @param type the plugin type
     * @param environment the environment variables from the client, by their names
     */
    record Call(int netnsErrno, String type, Map<String, String> environment) implements AgentRequest {
        public Call {
            environment = Map.copyOf(environment);
        }
    }

    record Status() implements AgentRequest {}

    /**
     * {@return the length in bytes of a head or of standard input}
     *
     * @param start the four bytes before the head or standard input
     * @throws MalformedRequestException if the length is negative or more than {@link #MAX_BYTES}
     */
    static int length(byte[] start) throws MalformedRequestException {
        int length = ByteBuffer.wrap(start).getInt();
        if (length < 0 || length > MAX_BYTES) {
            throw new MalformedRequestException(
                    "length " + Integer.toUnsignedString(length) + ": at most " + MAX_BYTES + " bytes are expected");
        }
        return length;
    }

    /**
     * {@return the head that a client has sent} If a variable occurs several times, its first value counts.
     *
     * @param bytes the head, without its length
     * @throws MalformedRequestException if the bytes are not a head
     */
    static AgentRequest read(byte[] bytes) throws MalformedRequestException {
        Fields fields = new Fields(ByteBuffer.wrap(bytes));
        int kind = fields.number("kind", Integer.MIN_VALUE, Integer.MAX_VALUE);
        AgentRequest request = switch (kind) {
            case CALL_KIND -> call(fields);
            case STATUS_KIND -> new Status();
            default -> throw new MalformedRequestException("kind " + kind + ": 1 or 2 is expected");
        };
        fields.end();
        return request;
    }

    private static Call call(Fields fields) throws MalformedRequestException {
        int netnsErrno = fields.number("errno", 0, 4095);
        String type = fields.text("plugin type");
        int count = fields.number("count of variables", 0, 10_000);
        Map<String, String> environment = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String variable = fields.text("variable");
            int equals = variable.indexOf('=');
            if (equals < 0) {
                throw new MalformedRequestException("variable \"" + variable + "\": NAME=value is expected");
            }
            environment.putIfAbsent(variable.substring(0, equals), variable.substring(equals + 1));
        }
        return new Call(netnsErrno, type, environment);
    }

    /** Reads the fields of a head. The parameters {@code what} name the fields in errors. */
    record Fields(ByteBuffer in) {
        /**
         * {@return the next number, which has four bytes}
         *
         * @throws MalformedRequestException if bytes are missing, or the number is out of range
         */
        int number(String what, int least, int most) throws MalformedRequestException {
            int at = in.position();
            require(what, 4);
            int number = in.getInt();
            if (number < least || number > most) {
                throw new MalformedRequestException(
                        what + " " + number + " at byte " + at + ": " + least + " to " + most + " is expected");
            }
            return number;
        }

        /**
         * {@return the next text, which follows its length in bytes}
         *
         * @throws MalformedRequestException if bytes are missing, or the length is out of range
         */
        String text(String what) throws MalformedRequestException {
            int length = number("length of the " + what, 0, MAX_BYTES);
            require(what, length);
            ByteBuffer bytes = in.slice(in.position(), length);
            in.position(in.position() + length);
            return StandardCharsets.UTF_8.decode(bytes).toString();
        }

        private void require(String what, int length) throws MalformedRequestException {
            if (in.remaining() < length) {
                throw new MalformedRequestException(what + " at byte " + in.position() + ": " + length
                        + " bytes are expected, but " + in.remaining() + " are left");
            }
        }

        /** Checks that no bytes are left. */
        void end() throws MalformedRequestException {
            if (in.hasRemaining()) {
                throw new MalformedRequestException(
                        in.remaining() + " bytes at byte " + in.position() + ", after the end of the request");
            }
        }
    }
}
