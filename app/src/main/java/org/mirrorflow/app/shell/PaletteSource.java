package org.mirrorflow.app.shell;

import java.util.List;

/** Whoever adds lines to the command palette. */
@FunctionalInterface
public interface PaletteSource {

    /** The lines at this moment, the likeliest first; asked on the FX thread each time the palette opens, so cheap to make. */
    List<PaletteEntry> entries();
}
