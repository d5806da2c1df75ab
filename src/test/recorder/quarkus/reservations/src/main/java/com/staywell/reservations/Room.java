package com.staywell.reservations;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "rooms")
public class Room {
    @Id public long id;
    public String hotel;
    public String kind;
    public int beds;
    public String view;
}
