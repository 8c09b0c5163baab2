/**
 * What the lab and a worker say to each other: {@link org.mirrorflow.bridge.protocol.Message messages}, one line of
 * JSON each, the same over a local pipe and over ssh.
 *
 * <p>The rules of the wire are those of {@link org.mirrorflow.bridge.protocol.MessageCodec}.
 */
@NullMarked
package org.mirrorflow.bridge.protocol;

import org.jspecify.annotations.NullMarked;
