package fiveseal.card;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Comparator;

/** Finds settlements and value updates by what the cards' commands say of them. */
@ApplicationScoped
public class Owners {
  @Inject @Any Instance<CommandOwner> owners;

  /** Whoever keeps this kind of owner. */
  public CommandOwner of(Owner owner) {
    return owners.stream()
        .filter(candidate -> candidate.kind() == owner.kind())
        .findFirst()
        .orElseThrow();
  }

  /** Locks the owners of all these commands, in the order of their ids. */
  public void lock(Collection<IssuedCommand> commands) {
    commands.stream()
        .map(IssuedCommand::owner)
        .distinct()
        .sorted(Comparator.comparing(Owner::id))
        .forEach(owner -> of(owner).lock(owner.id()));
  }
}
