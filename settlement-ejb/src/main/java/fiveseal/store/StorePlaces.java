package fiveseal.store;

import fiveseal.manager.StoreDirectory;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** Which stores there are, and under which roof. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class StorePlaces implements StoreDirectory {
  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject StoreEdits edits;

  @Override
  public Optional<Place> place(String storeId) {
    return Optional.ofNullable(entities.find(Store.class, storeId)).map(this::place);
  }

  @Override
  public List<Place> lowerStores(String mallId) {
    return entities
        .createQuery("select s from Store s where s.mallId = :mall order by s.storeId", Store.class)
        .setParameter("mall", mallId)
        .getResultList()
        .stream()
        .map(this::place)
        .toList();
  }

  private Place place(Store store) {
    return new Place(store.storeId(), edits.standing(store).name(), store.mallId());
  }
}
