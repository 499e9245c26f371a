package empty;

