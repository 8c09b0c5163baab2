package org.mirrorflow.bridge.protocol;

import java.io.IOException;

/** A line that is no message of this protocol. Its message is one sentence for the user, with the line's beginning. */
public final class ProtocolException extends IOException {

    private static final long serialVersionUID = 1L;

    ProtocolException(String message) {
        super(message);
    }

    ProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
