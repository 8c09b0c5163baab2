package org.mirrorflow.app.control;

import javafx.scene.control.Label;

/**
 * A label whose text changes at every frame. The digits of the window's face are all equally wide, so a text that differs
 * only in its digits leaves the size as it is, and nothing around it is laid out again.
 */
public final class LiveLabel extends Label {

    private boolean steady;

    /** Shows a text. */
    public void show(String text) {
        String before = getText();
        if (text.equals(before)) {
            return;
        }
        steady = sameShape(before, text);
        setText(text);
        steady = false;
    }

    @Override
    public void requestLayout() {
        if (steady) {
            setNeedsLayout(true);
        } else {
            super.requestLayout();
        }
    }

    static boolean sameShape(String before, String now) {
        if (before.length() != now.length()) {
            return false;
        }
        for (int i = 0; i < now.length(); i++) {
            char a = before.charAt(i);
            char b = now.charAt(i);
            if (a != b && !(isDigit(a) && isDigit(b))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
