package org.mirrorflow.theory.catalogue;

/** A setting that cannot be: which one, what was given, what is allowed and what to do. */
public final class InvalidSettingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String setting;
    private final String problem;

    /**
     * @param setting id of the setting, possibly a dotted path
     * @param problem a clause that continues "setting …"
     */
    public InvalidSettingException(String setting, String problem) {
        super(setting + " " + problem);
        this.setting = setting;
        this.problem = problem;
    }

    /** Id, or dotted path, of the setting at fault. */
    public String setting() {
        return setting;
    }

    /** The clause after the setting's name. */
    public String problem() {
        return problem;
    }

    /** The same complaint with the setting's path prefixed by {@code parent}. */
    public InvalidSettingException within(String parent) {
        return new InvalidSettingException(parent + "." + setting, problem);
    }
}
