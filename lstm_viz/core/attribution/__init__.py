"""Which word did it: seven methods on one recorded run, and the deletion test that ranks them."""
