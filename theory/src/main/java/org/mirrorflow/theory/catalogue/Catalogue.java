package org.mirrorflow.theory.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** All entries of one kind, found by {@link ServiceLoader}, in alphabetical order of their ids. */
public final class Catalogue<T extends CatalogueEntry> {

    private final String noun;
    private final List<T> entries;

    private Catalogue(String noun, List<T> entries) {
        this.noun = noun;
        this.entries = entries;
    }

    /**
     * Loads the entries of a service type.
     *
     * @param type the service type
     * @param noun what one entry is called in messages, e.g. "mirror map"
     */
    public static <T extends CatalogueEntry> Catalogue<T> of(Class<T> type, String noun) {
        List<T> found = ServiceLoader.load(type, type.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(CatalogueEntry::id))
                .toList();
        return new Catalogue<>(noun, found);
    }

    /** This catalogue with those of {@code more} whose ids it lacks. */
    public Catalogue<T> with(Collection<? extends T> more) {
        List<T> all = new ArrayList<>(entries);
        more.stream().filter(entry -> !contains(entry.id())).forEach(all::add);
        all.sort(Comparator.comparing(CatalogueEntry::id));
        return new Catalogue<>(noun, List.copyOf(all));
    }

    /** The entries, by id. */
    public List<T> entries() {
        return entries;
    }

    /** All ids. */
    public List<String> ids() {
        return entries.stream().map(CatalogueEntry::id).toList();
    }

    /** Whether an entry has this id. */
    public boolean contains(String id) {
        return ids().contains(id);
    }

    /**
     * The entry with this id.
     *
     * @throws InvalidSettingException naming the nearest valid id
     */
    public T get(String id) {
        for (T entry : entries) {
            if (entry.id().equals(id)) {
                return entry;
            }
        }
        throw new InvalidSettingException("kind", "\"" + id + "\" is no " + noun + "; " + Names.suggest(id, ids()));
    }
}
