package id.tanggap.kernel;

/** After this fact nothing personal about its subject is known any more: the subject's key is deleted because of it. */
public interface ErasesPersonalData extends DomainEvent {

    /** The person whose data is gone. */
    PersonId subject();
}
