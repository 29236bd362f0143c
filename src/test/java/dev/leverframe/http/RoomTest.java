package dev.leverframe.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoomTest {
    @Test
    void partSaysWhichOfTheRoomsIsFull() {
        Room house = new Room(Shed.LISTENER, 3, null);
        Room left = new Room(Shed.DOMAIN, 2, house);
        Room right = new Room(Shed.DOMAIN, 2, house);
        left.enter();
        left.enter();
        assertThat(left.lacks(1)).isEqualTo(Shed.DOMAIN);
        assertThat(right.lacks(1)).isNull();
        right.enter();
        assertThat(right.lacks(1)).isEqualTo(Shed.LISTENER);
        left.leave();
        assertThat(right.lacks(1)).isNull();
        assertThat(house.taken()).isEqualTo(2);
    }

    @Test
    void emptyRoomTakesWhatIsLargerThanItself() {
        Room room = new Room(Shed.DOMAIN, 2, null);
        assertThat(room.lacks(5)).isNull();
        room.enter();
        assertThat(room.lacks(2)).isEqualTo(Shed.DOMAIN);
    }
}
