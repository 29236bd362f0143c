package dev.leverframe;

/** Placeholder while the build is tried. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {}
}
